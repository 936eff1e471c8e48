using System.Collections.Concurrent;

namespace Portal.Workflow.Expressions;

/// <summary>Texts that have been parsed, so that each is parsed once and not at every evaluation. Forgets all when it is full.</summary>
internal sealed class Parsed<T>(Func<string, T> parse)
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<string, T> _byText = new(StringComparer.Ordinal);

    public T Of(string text)
    {
        if (_byText.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_byText.Count >= Most)
        {
            _byText.Clear();
        }

        return _byText.GetOrAdd(text, parse);
    }
}
