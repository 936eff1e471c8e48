using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Jobs;
using Portal.Web.Mail;

namespace Portal.Web.Persistence;

/// <summary>
/// A row that may be asked for many times and is written once, such as a mail or a piece of background work. Its key is made from what it
/// says (<see cref="AskedForOnce.Key"/>), so that whoever asks again asks for the same row.
/// </summary>
public interface IAskedForOnce
{
    /// <summary>The key, made from what the row says.</summary>
    Guid Id { get; }
}

/// <summary>
/// Leaves rows that are there already out of a save. Where another save writes the same row at the same moment, the database refuses the
/// second; the refused save is then made again without that row, so that the change it belongs to is not lost with it.
/// </summary>
internal static class AskedForOnce
{
    /// <summary>The key of what <paramref name="parts"/> say: a version-8 UUID from their SHA-256.</summary>
    public static Guid Key(params string[] parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <remarks>A refused save undoes all it did (in a transaction, back to where the save began), so it can be made again.</remarks>
    public static async Task<int> SaveAsync(DbContext db, Func<Task<int>> save, CancellationToken ct)
    {
        await DropRepeatsAsync(db, ct);
        while (true)
        {
            try
            {
                return await save();
            }
            catch (DbUpdateException)
            {
                if (await DropRepeatsAsync(db, ct) == 0)
                {
                    throw;
                }
            }
        }
    }

    private static async Task<int> DropRepeatsAsync(DbContext db, CancellationToken ct)
    {
        var added = db.ChangeTracker.Entries<IAskedForOnce>().Where(e => e.State == EntityState.Added).ToList();
        var dropped = 0;
        foreach (var rows in added.GroupBy(e => e.Metadata.ClrType))
        {
            var there = await ThereAsync(db, rows.Key, [.. rows.Select(e => e.Entity.Id)], ct);
            foreach (var entry in rows.Where(e => there.Contains(e.Entity.Id)))
            {
                entry.State = EntityState.Detached;
                dropped++;
            }
        }

        return dropped;
    }

    /// <summary>Which of these the database has, asked for all at once: a night's reminders are thousands of rows.</summary>
    private static async Task<HashSet<Guid>> ThereAsync(DbContext db, Type rows, List<Guid> ids, CancellationToken ct)
    {
        var asked = rows == typeof(OutgoingEmail) ? Ids<OutgoingEmail>() : rows == typeof(JobRequest) ? Ids<JobRequest>() : throw new NotSupportedException($"{rows.Name} is asked for once, and nothing says here where its rows are.");
        return [.. await asked.Where(id => ids.Contains(id)).ToListAsync(ct)];

        IQueryable<Guid> Ids<T>() where T : class, IAskedForOnce => db.Set<T>().IgnoreQueryFilters().Select(row => row.Id);
    }
}
