using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>
/// Tags by which the portal knows again what it has put into a mail: HMAC-SHA-256 under a secret of the installation (<see cref="MailKey"/>), for each purpose another. The same is
/// always tagged the same, so that a mail sent twice is the same mail.
/// </summary>
public sealed class MailTags(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Bytes of a tag; nobody guesses 128 bits.</summary>
    public const int Bytes = 16;

    private readonly IDataProtector _protector = protection.CreateProtector("mail-key");
    private byte[]? _key;

    /// <summary>The tag of what is about to be written into a mail. The secret is made where there is none yet.</summary>
    public async ValueTask<byte[]> OfAsync(string purpose, ReadOnlyMemory<byte> what, CancellationToken ct) => Tag(_key ??= await FindAsync(ct) ?? await MakeAsync(ct), purpose, what.Span);

    /// <summary>Whether a tag is the one that was given.</summary>
    public async ValueTask<bool> IsOfAsync(string purpose, ReadOnlyMemory<byte> what, ReadOnlyMemory<byte> tag, CancellationToken ct) =>
        (_key ??= await FindAsync(ct)) is { } key && CryptographicOperations.FixedTimeEquals(Tag(key, purpose, what.Span), tag.Span);

    private static byte[] Tag(byte[] key, string purpose, ReadOnlySpan<byte> what) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(purpose), 0, .. what])[..Bytes];

    private async Task<byte[]?> FindAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var kept = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Set<MailKey>().AsNoTracking().FirstOrDefaultAsync(k => k.Id == MailKey.OnlyId, ct);
        return kept is null ? null : Convert.FromBase64String(_protector.Unprotect(kept.Protected));
    }

    /// <remarks>Of two processes that make it at once the second takes that of the first.</remarks>
    private async Task<byte[]> MakeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var made = RandomNumberGenerator.GetBytes(32);
        db.Add(new MailKey { Id = MailKey.OnlyId, Protected = _protector.Protect(Convert.ToBase64String(made)), MadeAt = clock.UtcNow() });
        try
        {
            await db.SaveChangesAsync(ct);
            return made;
        }
        catch (DbUpdateException lost) when (Conflicts.IsLostRace(lost))
        {
            return await FindAsync(ct) ?? throw new InvalidOperationException("The key of the mails was there and is not.", lost);
        }
    }
}
