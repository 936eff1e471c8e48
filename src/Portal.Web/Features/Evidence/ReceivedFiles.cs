using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Files;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>A file that was received and checked, but is not yet an item of a library.</summary>
/// <param name="Name">The name it had where it came from.</param>
/// <param name="File">Its bytes in the store.</param>
/// <param name="Seal">Stands for it in a form.</param>
public sealed record ReceivedFile(string Name, CheckedFile File, string Seal);

/// <summary>
/// Nobody uploads a file twice because the form was sent back: the form then carries a seal, which names the received file and opens
/// for a day, for the same person and library only.
/// </summary>
public sealed class ReceivedFiles(IDataProtectionProvider protection, EvidenceStore store, CurrentPerson me)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public ReceivedFile Of(Id<Body> body, string name, CheckedFile file) =>
        new(name, file, Protector(body).Protect(JsonSerializer.Serialize(new Sealed(name, file.Content.Sha256, file.Content.Length)), Lifetime));

    /// <returns>Null when the seal is broken, too old, of somebody else or of another library.</returns>
    public ReceivedFile? Open(Id<Body> body, string seal)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Sealed>(Protector(body).Unprotect(seal));
            return content is not null && AcceptedTypes.ForName(content.Name) is { } type && store.Exists(content.Sha256)
                ? new ReceivedFile(content.Name, new CheckedFile(new StoredContent(content.Sha256, content.Length, true), type), seal)
                : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Id<Body> body) =>
        protection.CreateProtector("received-files", body.ToString(), me.Id.ToString()).ToTimeLimitedDataProtector();

    private sealed record Sealed(string Name, string Sha256, long Length);
}
