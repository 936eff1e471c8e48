using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace Portal.WebTests.Infrastructure;

/// <summary>Somebody with a browser: keeps cookies, follows redirections, reads pages.</summary>
public sealed class Visitor
{
    private static readonly HtmlParser _parser = new();
    private readonly HttpClient _following;
    private readonly HttpClient _plain;
    private string? _token;

    public Visitor(PortalHost host)
    {
        var home = new Uri("https://localhost");
        var cookies = new CookieContainer();
        _following = host.CreateDefaultClient(home, new RedirectHandler(), new CookieContainerHandler(cookies));
        _plain = host.CreateDefaultClient(home, new CookieContainerHandler(cookies));
    }

    /// <summary>Opens an address and follows where it leads.</summary>
    public async Task<HtmlPage> Open(string path)
    {
        using var response = await _following.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    /// <summary>The answer as it is, redirections too.</summary>
    public Task<HttpResponseMessage> Get(string path) => _plain.GetAsync(new Uri(path, UriKind.Relative));

    /// <summary>What is at an address in the end, redirections followed: a file as it is saved.</summary>
    public Task<HttpResponseMessage> Fetch(string path) => _following.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    /// <summary>Sends what no page offered, redirections not followed.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct = default) => _plain.SendAsync(request, ct);

    /// <summary>As <see cref="Send(HttpRequestMessage, CancellationToken)"/>, the answer read as a page.</summary>
    public async Task<HtmlPage> SendAndRead(HttpRequestMessage request)
    {
        using var response = await _plain.SendAsync(request);
        return await ReadAsync(response);
    }

    /// <summary>Sends a form with a token of the visitor's own, wherever the form is from; redirections not followed.</summary>
    public async Task<HtmlPage> SendAsOwn(OfferedForm form)
    {
        _token ??= ((IHtmlInputElement)(await Open("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        using var request = form.WithToken(_token).Request();
        using var response = await _plain.SendAsync(request);
        return await ReadAsync(response);
    }

    internal async Task<HtmlPage> Send(HttpMethod method, Uri to, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, to) { Content = content };
        using var response = await _following.SendAsync(request);
        return await ReadAsync(response);
    }

    private async Task<HtmlPage> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new HtmlPage(this, response.StatusCode, response.RequestMessage!.RequestUri!, response.Headers, text, await _parser.ParseDocumentAsync(text));
    }
}
