using Microsoft.Net.Http.Headers;
using Portal.Web.Files.Downloads;

namespace Portal.Web.Files;

/// <summary>A file as an answer: saved and never shown, resumable, known by its SHA-256, and unable to run anything anywhere.</summary>
public static class StoredDownload
{
    /// <summary>A page that was sent as a file may load nothing, run nothing and be shown in no frame.</summary>
    private const string Sandbox = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    /// <param name="response">Gets the headers.</param>
    /// <param name="content">Seekable; closed when sent.</param>
    /// <param name="file">What it is.</param>
    public static IResult Of(HttpResponse response, Stream content, FileToDownload file)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = Sandbox;
        response.Headers.CacheControl = "no-store";
        return Results.Stream(content, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>
    /// True for the request that begins a download: a later part of one, a look at its headers, or a question whether the copy at
    /// hand is still right, is not a download of its own.
    /// </summary>
    public static bool Begins(HttpRequest request, string sha256)
    {
        var headers = request.GetTypedHeaders();
        var first = headers.Range?.Ranges.Count == 1 ? headers.Range.Ranges.First() : null;
        return HttpMethods.IsGet(request.Method)
            && (first is null || first.From == 0)
            && !headers.IfNoneMatch.Any(tag => tag.Tag == $"\"{sha256}\"");
    }
}
