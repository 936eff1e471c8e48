using System.Text;

namespace Portal.Web.Searching;

/// <summary>
/// What somebody typed into the search box. All its words are looked for; <c>"…"</c> stands for words one behind the other exactly as they are, <c>safeg*</c> for
/// whatever begins so, <c>OR</c> for one of two, <c>NOT</c> or <c>-</c> for what must not be there, brackets for what belongs together.
/// </summary>
/// <remarks>Whatever is typed is a query: what makes no sense is passed over.</remarks>
public sealed class SearchQuery
{
    /// <summary>Characters that are read.</summary>
    public const int LongestText = 500;

    /// <summary>Words that are read.</summary>
    public const int MostWords = 40;

    private const int DeepestBrackets = 20;

    private readonly string _typed;
    private int _at;
    private int _words;

    private SearchQuery(string typed)
    {
        _typed = typed;
        Root = Choice(0);
    }

    /// <summary>Null where nothing is looked for.</summary>
    public SearchNode? Root { get; }

    /// <summary>True where words were typed that must not be there, and none that must.</summary>
    public bool OnlyLeavesOut { get; private set; }

    public static SearchQuery Of(string? typed) => new(typed is null ? "" : typed.Length > LongestText ? typed[..LongestText] : typed);

    private SearchNode? Choice(int depth)
    {
        var choices = new List<SearchNode>();
        do
        {
            if (Together(depth) is { } one && !choices.Contains(one))
            {
                choices.Add(one);
            }

            // A closing bracket that nothing opened means nothing.
            while (depth == 0 && Peek() == ')')
            {
                _at++;
                if (Together(depth) is { } more)
                {
                    choices = choices.Count == 0 ? [more] : [.. choices.SkipLast(1), Joined([choices[^1], more], [])];
                }
            }
        }
        while (TakeOperator("OR") || Take('|'));

        return choices.Count switch { 0 => null, 1 => choices[0], _ => new AnyNode(choices) };
    }

    private SearchNode? Together(int depth)
    {
        var (wanted, without) = (new List<SearchNode>(), new List<SearchNode>());
        while (Peek() is { } next && next is not (')' or '|') && !IsOperator("OR"))
        {
            if (TakeOperator("AND"))
            {
                continue;
            }

            var excluded = false;
            while (TakeOperator("NOT") || TakeMinus())
            {
                excluded = !excluded;
            }

            if (One(depth) is { } node)
            {
                (excluded ? without : wanted).Add(node);
            }
        }

        OnlyLeavesOut |= wanted.Count == 0 && without.Count > 0;
        return wanted.Count == 0 ? null : Joined(wanted, without);
    }

    private static SearchNode Joined(List<SearchNode> wanted, List<SearchNode> without) =>
        wanted.Count == 1 && without.Count == 0 ? wanted[0] : new AllNode(wanted, without);

    private SearchNode? One(int depth)
    {
        switch (Peek())
        {
            case null or ')' or '|':
                return null;
            case '(':
                _at++;
                if (depth >= DeepestBrackets)
                {
                    return null;
                }

                var inside = Choice(depth + 1);
                Take(')');
                return inside;
            case '"' or '“' or '”':
                _at++;
                var end = _typed.AsSpan(_at).IndexOfAny('"', '“', '”');
                var phrase = end < 0 ? _typed[_at..] : _typed.Substring(_at, end);
                _at = end < 0 ? _typed.Length : _at + end + 1;
                return Words(phrase, exact: true);
            default:
                var word = new StringBuilder();
                while (_at < _typed.Length && !char.IsWhiteSpace(_typed[_at]) && _typed[_at] is not ('(' or ')' or '"' or '“' or '”' or '|'))
                {
                    word.Append(_typed[_at++]);
                }

                return Words(word.ToString(), exact: false);
        }
    }

    private WordsNode? Words(string text, bool exact)
    {
        var words = SearchWord.In(text).Select(w => w.Folded).Where(w => w.Length > 0).Take(MostWords - _words).ToArray();
        _words += words.Length;
        var begins = text.AsSpan().TrimEnd().EndsWith("*", StringComparison.Ordinal);
        return words.Length == 0 ? null : new WordsNode(words, exact || begins, begins);
    }

    private char? Peek()
    {
        while (_at < _typed.Length && char.IsWhiteSpace(_typed[_at]))
        {
            _at++;
        }

        return _at < _typed.Length ? _typed[_at] : null;
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>A minus counts only right before what it leaves out.</summary>
    private bool TakeMinus() => Peek() == '-' && _at + 1 < _typed.Length && !char.IsWhiteSpace(_typed[_at + 1]) && Take('-');

    private bool IsOperator(string name)
    {
        Peek();
        return _typed.AsSpan(_at).StartsWith(name, StringComparison.Ordinal)
            && (_at + name.Length == _typed.Length || _typed[_at + name.Length] is '(' or '"' or '“' || char.IsWhiteSpace(_typed[_at + name.Length]));
    }

    private bool TakeOperator(string name)
    {
        if (!IsOperator(name))
        {
            return false;
        }

        _at += name.Length;
        return true;
    }
}
