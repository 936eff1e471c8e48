namespace Portal.Web.Searching;

/// <summary>What is looked for, as a tree.</summary>
public abstract record SearchNode
{
    /// <summary>The words that are looked for and not left out, for marking them.</summary>
    public abstract IEnumerable<WordsNode> Wanted { get; }

    /// <summary>All words that are named, wanted or not.</summary>
    public IEnumerable<WordsNode> Leaves() => this switch
    {
        WordsNode words => [words],
        AllNode all => all.Of.Concat(all.Without).SelectMany(n => n.Leaves()),
        AnyNode any => any.Of.SelectMany(n => n.Leaves()),
        _ => [],
    };

    /// <summary>Whether a text has it: the meaning that the databases must give it too.</summary>
    public abstract bool Matches(SearchedText text);
}

/// <summary>One word, or several that stand one behind the other.</summary>
/// <param name="Words">Folded.</param>
/// <param name="Exact">As they are; otherwise their other forms count too.</param>
/// <param name="Begins">True where the last one is only how a word begins; always exact.</param>
public sealed record WordsNode(IReadOnlyList<string> Words, bool Exact, bool Begins) : SearchNode
{
    /// <summary>As they stand in the index.</summary>
    public IEnumerable<string> Terms => Exact ? Words : Words.Select(PorterStemmer.Stem);

    public override IEnumerable<WordsNode> Wanted => [this];

    public override bool Matches(SearchedText text) => PlacesIn(text).Any();

    /// <summary>At which of a text's words it begins.</summary>
    public IEnumerable<int> PlacesIn(SearchedText text)
    {
        var terms = Terms.ToArray();
        var words = Exact ? text.Words : text.Stems;
        for (var at = 0; at + terms.Length <= words.Count; at++)
        {
            var matches = true;
            for (var i = 0; matches && i < terms.Length; i++)
            {
                matches = Begins && i == terms.Length - 1 ? words[at + i].StartsWith(terms[i], StringComparison.Ordinal) : words[at + i] == terms[i];
            }

            if (matches)
            {
                yield return at;
            }
        }
    }

    public bool Equals(WordsNode? other) => other is not null && Exact == other.Exact && Begins == other.Begins && Words.SequenceEqual(other.Words, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Exact, Begins, string.Join(' ', Words));
}

/// <summary>All of some, and none of others.</summary>
/// <param name="Of">At least one.</param>
/// <param name="Without">May be empty.</param>
public sealed record AllNode(IReadOnlyList<SearchNode> Of, IReadOnlyList<SearchNode> Without) : SearchNode
{
    public override IEnumerable<WordsNode> Wanted => Of.SelectMany(n => n.Wanted);

    public override bool Matches(SearchedText text) => Of.All(n => n.Matches(text)) && !Without.Any(n => n.Matches(text));
}

/// <summary>One of several.</summary>
/// <param name="Of">At least two.</param>
public sealed record AnyNode(IReadOnlyList<SearchNode> Of) : SearchNode
{
    public override IEnumerable<WordsNode> Wanted => Of.SelectMany(n => n.Wanted);

    public override bool Matches(SearchedText text) => Of.Any(n => n.Matches(text));
}

/// <summary>A text cut into words.</summary>
public sealed class SearchedText
{
    public SearchedText(string text)
    {
        Text = text;
        Places = [.. SearchWord.In(text)];
        Words = [.. Places.Select(w => w.Folded)];
        Stems = [.. Places.Select(w => w.Stem)];
    }

    public string Text { get; }

    public IReadOnlyList<SearchWord> Places { get; }

    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<string> Stems { get; }
}
