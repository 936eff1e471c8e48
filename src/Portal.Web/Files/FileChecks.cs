namespace Portal.Web.Files;

/// <summary>
/// Every check a file goes through before it is evidence, in one place and in order: received whole, not empty, not oversize, of an
/// accepted kind, content as its name says. A file that fails any of them leaves nothing in the store.
/// </summary>
/// <param name="store">Where files go that pass.</param>
/// <param name="maxBytes">Limit for one file.</param>
public sealed class FileChecks(EvidenceStore store, long maxBytes)
{
    /// <summary>Limit for one file, in bytes.</summary>
    public long MostBytes => maxBytes;

    /// <exception cref="FileRefused">With words for the person who offered the file.</exception>
    public async Task<CheckedFile> ReceiveAsync(Stream content, string fileName, CancellationToken cancellationToken)
    {
        using var examined = await ExamineAsync(content, fileName, cancellationToken);
        return await KeepAsync(examined, cancellationToken);
    }

    /// <summary>Every check, without keeping yet: disposing the result unkept leaves nothing.</summary>
    /// <exception cref="FileRefused">With words for the person who offered the file.</exception>
    public async Task<ExaminedFile> ExamineAsync(Stream content, string fileName, CancellationToken cancellationToken)
    {
        var received = await store.ReceiveAsync(content, maxBytes, cancellationToken);
        try
        {
            return new ExaminedFile(received, PlainName(fileName), TypeOf(received, PlainName(fileName)));
        }
        catch
        {
            received.Dispose();
            throw;
        }
    }

    /// <summary>Makes a file that passed part of the store.</summary>
    public async Task<CheckedFile> KeepAsync(ExaminedFile examined, CancellationToken cancellationToken) =>
        new(await store.KeepAsync(examined.Content, cancellationToken), examined.Type);

    /// <summary>Some browsers send the path on the person's computer; only what follows the last separator is the name.</summary>
    public static string PlainName(string fileName) => fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();

    /// <summary>What a file is that was received in another way.</summary>
    /// <exception cref="FileRefused">With words for the person who offered the file.</exception>
    public AcceptedType TypeOf(IncomingContent received, string fileName)
    {
        using var content = received.OpenRead();
        var type = FileTypes.Detect(content, fileName);
        if (type.ExtensionAgrees)
        {
            return type.Claimed!;
        }

        var advice = type.Content.Advice is { } words ? " " + words : "";
        throw type.Claimed is { } claimed
            ? new FileRefused(FileRefusal.TypeDisagrees, $"“{fileName}” is not {claimed.Label}: its content is {type.Content.Words}.{Rename(type, advice)}")
            : new FileRefused(
                FileRefusal.TypeNotAccepted,
                $"“{fileName}” cannot be used as evidence: its content is {type.Content.Words}.{Rename(type, advice)} Accepted: {AcceptedTypes.Extensions}.");
    }

    private static string Rename(FileType type, string advice) => type.Content.Types is [var really, ..]
        ? $" If that is what you meant to upload, give it a name that ends in {really.Extensions[0]}."
        : advice;
}
