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

    /// <summary>True for a request that is answered with content: a look at the headers, or a question whether the copy at hand is still right, is not.</summary>
    public static bool GivesContent(HttpRequest request, string sha256) =>
        HttpMethods.IsGet(request.Method) && !request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == $"\"{sha256}\"");
}
