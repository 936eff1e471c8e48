using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Portal.WebTests.Infrastructure;

/// <summary>Sends files in parts as tus 1.0 says, by hand, so that a test can also do it wrongly.</summary>
public sealed class TusClient(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string token)
{
    public const string Path = "/evidence/uploads";

    /// <summary>Whoever has the form for adding evidence open.</summary>
    public static async Task<TusClient> OfAsync(Visitor visitor, string form)
    {
        var page = await visitor.Open(form);
        var token = (page.Document.QuerySelector("input[name=__RequestVerificationToken]") as IHtmlInputElement)?.Value ?? "";
        return new TusClient(request => visitor.Send(request), token);
    }

    public Task<HttpResponseMessage> Begin(string query, string name, long length) => Send(HttpMethod.Post, Path + query, request =>
    {
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}");
    });

    /// <returns>The address of the new upload.</returns>
    public async Task<string> BegunAsync(string query, string name, long length)
    {
        using var answer = await Begin(query, name, length);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return answer.Headers.Location!.OriginalString;
    }

    public Task<HttpResponseMessage> Append(string address, long offset, HttpContent part, string? checksum = null) => Send(HttpMethod.Patch, address, request =>
    {
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        if (checksum is not null)
        {
            request.Headers.Add("Upload-Checksum", checksum);
        }

        request.Content = part;
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/offset+octet-stream");
    });

    public Task<HttpResponseMessage> Append(string address, long offset, byte[] part, string? checksum = null) => Append(address, offset, new ByteArrayContent(part), checksum);

    /// <returns>Bytes that the server has.</returns>
    public async Task<long> OffsetAsync(string address)
    {
        using var answer = await Send(HttpMethod.Head, address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    public async Task<JsonElement> ToldAsync(string address)
    {
        using var answer = await Send(HttpMethod.Get, address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string address, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("RequestVerificationToken", token);
        with?.Invoke(request);
        return await send(request);
    }

#pragma warning disable CA5350 // The protocol asks for it; it protects nothing here.
    public static string Sha1(byte[] bytes) => $"sha1 {Convert.ToBase64String(SHA1.HashData(bytes))}";
#pragma warning restore CA5350
}
