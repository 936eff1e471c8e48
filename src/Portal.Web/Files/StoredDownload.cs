using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Files;

/// <summary>A file as an answer: resumable, known by its SHA-256, and never able to run anything in the portal's origin.</summary>
public static class StoredDownload
{
    /// <summary>A page that was sent as a file may load nothing, run nothing and be shown in no frame.</summary>
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <param name="response">Gets the headers.</param>
    /// <param name="content">Seekable; closed when sent.</param>
    /// <param name="file">Its name for the person, media type, SHA-256 and how a browser may treat it.</param>
    public static FileStreamResult Of(HttpResponse response, Stream content, DownloadedFile file)
    {
        var disposition = new ContentDispositionHeaderValue(file.Disposition == Disposition.Inline ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";

        // Browsers do not start their PDF viewer in a sandbox; a PDF gets everything else.
        response.Headers.ContentSecurityPolicy = file.ContentType == AcceptedTypes.Pdf.ContentType ? Nothing : Nothing + "; sandbox";
        return new FileStreamResult(content, file.ContentType)
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue($"\"{file.Sha256}\""),
        };
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

/// <summary>What a download is called and what it is.</summary>
public sealed record DownloadedFile(string Name, string ContentType, string Sha256, Disposition Disposition);
