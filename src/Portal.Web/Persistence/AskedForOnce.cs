using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Portal.Web.Persistence;

/// <summary>
/// A row that may be asked for many times and is written once, such as a mail or a piece of background work. Its key is made from what it
/// says (<see cref="AskedForOnce.Key"/>), so that whoever asks again asks for the same row.
/// </summary>
public interface IAskedForOnce;

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
        var dropped = 0;
        foreach (var entry in db.ChangeTracker.Entries<IAskedForOnce>().Where(e => e.State == EntityState.Added).ToList())
        {
            if (await entry.GetDatabaseValuesAsync(ct) is not null)
            {
                entry.State = EntityState.Detached;
                dropped++;
            }
        }

        return dropped;
    }
}
