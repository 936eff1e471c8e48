using System.Reflection;
using CsCheck;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;

namespace Portal.UnitTests.Auditing;

/// <summary>Whatever is done to a chained trail past the portal is noticed.</summary>
public sealed class ChainOfEntries
{
    private static readonly Gen<string> _word = Gen.String[Gen.Char["ab1:\n-"], 0, 6];

    private static readonly Gen<Entry> _entry = Gen.Select(Gen.Guid, Gen.Guid, Gen.Guid.Select(Gen.Bool, (id, known) => known ? id : (Guid?)null), _word, _word, _word.Null(), Gen.Int[0, 1_000_000])
        .Select(e => new Entry(e.Item1, e.Item2, e.Item3, e.Item4, e.Item5, e.Item6, e.Item7));

    /// <summary>Each gives another trail, or null where it would leave this one as it is.</summary>
    private static readonly Gen<Func<List<AuditEntry>, List<AuditEntry>?>> _tampering = Gen.OneOf(
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 6], _entry).Select<(int, int, Entry), Func<List<AuditEntry>, List<AuditEntry>?>>(t => trail => Altered(trail, t.Item1 % trail.Count, t.Item2, t.Item3)),
        Gen.Int[0, 19].Select<int, Func<List<AuditEntry>, List<AuditEntry>?>>(at => trail => [.. trail.Where((_, i) => i != at % trail.Count)]),
        Gen.Int[0, 19].Select<int, Func<List<AuditEntry>, List<AuditEntry>?>>(at => trail => Renumbered([.. trail.Where((_, i) => i != at % trail.Count)])),
        Gen.Select(Gen.Int[0, 19], _entry).Select<(int, Entry), Func<List<AuditEntry>, List<AuditEntry>?>>(t => trail => Renumbered([.. trail[..(t.Item1 % trail.Count)], Made(t.Item2), .. trail[(t.Item1 % trail.Count)..]])),
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 19]).Select<(int, int), Func<List<AuditEntry>, List<AuditEntry>?>>(t => trail => Swapped(trail, t.Item1 % trail.Count, t.Item2 % trail.Count)));

    [Fact]
    public Task A_trail_as_it_was_written_is_sound() => _entry.List[1, 20].SampleAsync(async made =>
    {
        var (trail, head) = Chained(made);
        return (await AuditVerification.ReadAsync(InOrder(trail), [head], default)).IsSound;
    });

    [Fact]
    public Task No_altered_removed_added_or_moved_entry_passes() => Gen.Select(_entry.List[1, 20], _tampering).SampleAsync(async (made, tampering) =>
    {
        var (trail, head) = Chained(made);
        var other = tampering(trail);
        return other is null || !(await AuditVerification.ReadAsync(InOrder(other), [head], default)).IsSound;
    });

    [Fact]
    public async Task A_trail_written_anew_from_some_entry_on_passes_only_where_nobody_kept_a_head()
    {
        var (_, head) = Chained([.. Enumerable.Range(0, 5).Select(i => new Entry(Guid.CreateVersion7(), Guid.CreateVersion7(), null, "signed", "a", $"{i}", i))]);
        var (anew, _) = Chained([.. Enumerable.Range(0, 5).Select(i => new Entry(Guid.CreateVersion7(), Guid.CreateVersion7(), null, "signed", "b", $"{i}", i))]);

        (await AuditVerification.ReadAsync(InOrder(anew), [], default)).IsSound.ShouldBeTrue();
        (await AuditVerification.ReadAsync(InOrder(anew), [head], default)).Told.ShouldBe(["Entry 5 is not the one that stood there when its hash was kept: the trail was written anew up to it."]);
    }

    private static (List<AuditEntry> Trail, AuditHead Head) Chained(List<Entry> made)
    {
        var trail = made.ConvertAll(Made);
        return (trail, trail.Aggregate(AuditHead.Beginning, (head, entry) => entry.Follow(head)));
    }

    private static AuditEntry Made(Entry e) => new()
    {
        Id = e.Id, BodyId = new Id<Body>(e.Body), PersonId = e.Person is { } person ? new Id<Person>(person) : null, Action = e.Action, Subject = e.Subject, Reason = e.Reason,
        At = new DateTime(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc).AddMicroseconds(e.Microseconds),
    };

    private static List<AuditEntry>? Altered(List<AuditEntry> trail, int at, int field, Entry other)
    {
        var (was, made) = (trail[at], Made(other));
        var now = new AuditEntry
        {
            Id = field == 0 ? made.Id : was.Id, BodyId = field == 1 ? made.BodyId : was.BodyId, PersonId = field == 2 ? made.PersonId : was.PersonId,
            Action = field == 3 ? made.Action : was.Action, Subject = field == 4 ? made.Subject : was.Subject, Reason = field == 5 ? made.Reason : was.Reason,
            At = field == 6 ? made.At : was.At,
        };
        var same = (now.Id, now.BodyId, now.PersonId, now.Action, now.Subject, now.Reason, now.At) == (was.Id, was.BodyId, was.PersonId, was.Action, was.Subject, was.Reason, was.At);
        return same ? null : [.. trail[..at], Placed(now, was.Number, was.Previous, was.Hash), .. trail[(at + 1)..]];
    }

    private static List<AuditEntry>? Swapped(List<AuditEntry> trail, int one, int other)
    {
        var moved = trail.ToList();
        (moved[one], moved[other]) = (moved[other], moved[one]);
        return one == other ? null : Renumbered(moved);
    }

    private static List<AuditEntry> Renumbered(List<AuditEntry> trail) => [.. trail.Select((e, i) => Placed(Copy(e), i + 1, e.Previous, e.Hash))];

    private static AuditEntry Copy(AuditEntry e) => new() { Id = e.Id, BodyId = e.BodyId, PersonId = e.PersonId, Action = e.Action, Subject = e.Subject, Reason = e.Reason, At = e.At };

    /// <summary>As whoever writes to the table can, and the class does not let anybody.</summary>
    private static AuditEntry Placed(AuditEntry entry, long number, string previous, string hash)
    {
        foreach (var (name, value) in new (string, object)[] { (nameof(AuditEntry.Number), number), (nameof(AuditEntry.Previous), previous), (nameof(AuditEntry.Hash), hash) })
        {
            typeof(AuditEntry).GetProperty(name, BindingFlags.Instance | BindingFlags.Public)!.SetValue(entry, value);
        }

        return entry;
    }

    private static IAsyncEnumerable<AuditEntry> InOrder(IEnumerable<AuditEntry> trail) => trail.OrderBy(e => e.Number).ToAsyncEnumerable();

    private sealed record Entry(Guid Id, Guid Body, Guid? Person, string Action, string Subject, string? Reason, int Microseconds);
}
