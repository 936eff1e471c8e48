using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Auditing;

/// <summary>What came of reading the whole trail.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Head">The last of them.</param>
/// <param name="Faults">How many things are wrong.</param>
/// <param name="Told">The first of these, in words.</param>
public sealed record AuditReport(long Entries, AuditHead Head, int Faults, IReadOnlyList<string> Told)
{
    public bool IsSound => Faults == 0;
}

/// <summary>Reads the whole trail and tells what was altered, removed, put in between or cut off. Memory does not grow with the trail.</summary>
public sealed class AuditVerification(PortalDbContext db)
{
    private const int MostTold = 50;

    /// <param name="known">Heads that were kept elsewhere: each must still stand where it stood.</param>
    /// <param name="ct">Ends it early.</param>
    public Task<AuditReport> RunAsync(IEnumerable<AuditHead> known, CancellationToken ct) => ReadAsync(
        db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().OrderBy(e => e.Number).ThenBy(e => e.Id).AsAsyncEnumerable(), known, ct);

    /// <param name="entries">All entries, by number.</param>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<AuditReport> ReadAsync(IAsyncEnumerable<AuditEntry> entries, IEnumerable<AuditHead> known, CancellationToken ct)
    {
        var faults = new Faults();
        var expected = known.GroupBy(h => h.Number).ToDictionary(g => g.Key, g => g.ToList());
        var (head, count) = (AuditHead.Beginning, 0L);
        await foreach (var entry in entries.WithCancellation(ct))
        {
            count++;
            Judge(entry, head, faults);
            head = new AuditHead(entry.Number, entry.Hash);
            if (expected.Remove(entry.Number, out var same) && same.Exists(h => h.Hash != entry.Hash))
            {
                faults.Add($"Entry {entry.Number} is not the one that stood there when its hash was kept: the trail was written anew up to it.");
            }
        }

        foreach (var missing in expected.Keys.Where(n => n > 0).Order())
        {
            faults.Add(missing > head.Number
                ? $"The trail ends with entry {head.Number} and had {missing}: entries were cut off its end."
                : $"Entry {missing}, whose hash was kept, is not there.");
        }

        return new AuditReport(count, head, faults.Count, faults.Told);
    }

    private static void Judge(AuditEntry entry, AuditHead before, Faults faults)
    {
        if (entry.Number <= before.Number)
        {
            faults.Add($"Entry {entry.Number} ({entry.Id}) stands where there is one already: it was put in.");
        }
        else if (entry.Number > before.Number + 1)
        {
            faults.Add(entry.Number == before.Number + 2
                ? $"Entry {before.Number + 1} was removed." : $"Entries {before.Number + 1} to {entry.Number - 1} were removed.");
        }
        else if (entry.Previous != before.Hash)
        {
            faults.Add($"Entry {entry.Number} does not follow the one before it: entry {before.Number} was replaced, or {entry.Number} was put in.");
        }

        if (entry.Hash != entry.ExpectedHash())
        {
            faults.Add($"Entry {entry.Number} was altered: “{entry.Action}” of {entry.Subject}, said to be of {entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC.");
        }
    }

    private sealed class Faults
    {
        private readonly List<string> _told = [];

        public int Count { get; private set; }

        public IReadOnlyList<string> Told => _told;

        public void Add(string fault)
        {
            Count++;
            if (_told.Count < MostTold)
            {
                _told.Add(fault);
            }
        }
    }
}
