using Microsoft.Net.Http.Headers;

namespace Portal.Web.Features.Shared;

/// <summary>An answer that the browser saves as a file.</summary>
public static class Attachment
{
    /// <summary>Names the file and its type; what is written then is its content.</summary>
    public static void Attach(this HttpResponse response, string fileName, string contentType)
    {
        response.ContentType = contentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
