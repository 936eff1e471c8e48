using System.Collections.Concurrent;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Time;

namespace Portal.Web.Files.Downloads;

/// <summary>
/// What was given to whom within the last minutes, so that the many requests with which a browser fetches one file are one entry of the audit
/// trail. Whichever part is asked for first makes the entry; a restart forgets, and makes another.
/// </summary>
public sealed class GivenLately(TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(Id<Person> Person, string What), DateTime> _until = new();

    /// <param name="person">Who gets it.</param>
    /// <param name="what">Names what is given, and how.</param>
    public bool Includes(Id<Person> person, string what) => _until.TryGetValue((person, what), out var until) && until > clock.UtcNow();

    /// <summary>Once the entry is saved.</summary>
    /// <inheritdoc cref="Includes"/>
    public void Add(Id<Person> person, string what)
    {
        if (_until.Count >= Most)
        {
            Forget();
        }

        _until[(person, what)] = clock.UtcNow() + DownloadLinks.Lifetime;
    }

    private void Forget()
    {
        var now = clock.UtcNow();
        foreach (var (given, until) in _until.Where(g => g.Value <= now))
        {
            _until.TryRemove(new(given, until));
        }

        if (_until.Count >= Most)
        {
            _until.Clear();
        }
    }
}
