using Portal.Web.Files;

namespace Portal.UnitTests.Files;

public static class IntactContent
{
    /// <summary>Whether the content is there and its bytes still give its SHA-256.</summary>
    public static async Task<bool> IsIntactAsync(this EvidenceStore store, string sha256, CancellationToken ct)
    {
        if (await store.FindAsync(sha256, ct) is null)
        {
            return false;
        }

        await using var content = await store.OpenReadAsync(sha256, ct);
        return (await HashedCopy.HashAsync(content, ct)).Sha256 == sha256;
    }
}
