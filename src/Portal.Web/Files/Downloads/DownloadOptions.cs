namespace Portal.Web.Files.Downloads;

/// <summary>Where downloads are served from.</summary>
public sealed class DownloadOptions
{
    /// <summary>Every address of a download begins with it. No cookie is read there.</summary>
    public const string Path = "/files";

    /// <param name="origin">Configuration <c>Files:DownloadOrigin</c>: a second address of the portal for downloads alone, such as <c>https://files.example.org</c>; null where there is none.</param>
    /// <exception cref="InvalidOperationException">It is not the address of a host.</exception>
    public DownloadOptions(string? origin)
    {
        if (string.IsNullOrWhiteSpace(origin))
        {
            return;
        }

        Origin = Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
            ? uri : throw new InvalidOperationException($"Configuration Files:DownloadOrigin is not the address of a host: '{origin}'.");
    }

    public Uri? Origin { get; }

    /// <summary>Whether a request came to the address where it belongs: downloads to theirs, everything else elsewhere.</summary>
    public bool IsInPlace(HttpRequest request) =>
        Origin is null || request.Host.Value == Origin.Authority == request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);
}
