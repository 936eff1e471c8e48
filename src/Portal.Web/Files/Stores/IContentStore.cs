namespace Portal.Web.Files.Stores;

/// <summary>
/// Where whole contents lie, each under a name that <see cref="ContentNames"/> gives it. Content appears under its name complete and safely
/// written, or not at all; what is on its way, and what is still being looked at, lies in the working folder of this machine and not here.
/// </summary>
public interface IContentStore
{
    /// <summary>For those who run the portal: "folder /srv/portal".</summary>
    string Description { get; }

    /// <summary>Takes a finished file of the working folder over; what was under the name is replaced. The file may be gone afterwards.</summary>
    Task KeepAsync(string name, string path, CancellationToken ct);

    /// <summary>Writes a stream under a name, without holding it in memory. What was there is replaced.</summary>
    /// <param name="name">Of <see cref="ContentNames"/>.</param>
    /// <param name="content">Seekable; read from its beginning, not closed.</param>
    /// <param name="ct">Cancels; what was there before is still there.</param>
    Task WriteAsync(string name, Stream content, CancellationToken ct);

    /// <summary>Seekable, so that a download can be resumed and a table of contents read from its end.</summary>
    /// <exception cref="FileNotFoundException">Nothing has this name.</exception>
    Task<Stream> OpenReadAsync(string name, CancellationToken ct);

    /// <returns>Null when nothing has this name.</returns>
    Task<HeldContent?> FindAsync(string name, CancellationToken ct);

    /// <returns>False when nothing had this name.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken ct);

    /// <summary>Deletes what was written before a time, and leaves alone what was put there since.</summary>
    /// <returns>False when nothing had this name, or it is younger.</returns>
    Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct);

    /// <summary>All that lies under one of the prefixes of <see cref="ContentNames"/>, in no particular order, as it is found.</summary>
    IAsyncEnumerable<HeldContent> ListAsync(string prefix, CancellationToken ct);

    /// <summary>The file that holds the content, where it is one of this machine; null where it has to be fetched.</summary>
    string? PathOf(string name);
}

/// <summary>Content of a store.</summary>
/// <param name="Name">Of <see cref="ContentNames"/>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="WrittenAt">When it came to lie there, UTC.</param>
public sealed record HeldContent(string Name, long Length, DateTime WrittenAt);
