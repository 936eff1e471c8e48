using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary>As much of a browser as a form needs: cookies (also those kept for HTTPS, on loopback), pages, forms, no redirects.</summary>
public sealed class Browser(HttpClient http)
{
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    /// <summary>A client for any number of browsers.</summary>
    public static HttpClient ClientFor(Uri address) => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    public async Task<string> GetAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, ct);
        var body = await response.Content.ReadAsStringAsync(ct);
        return response.StatusCode == HttpStatusCode.OK ? body : throw new InvalidOperationException($"GET gave {(int)response.StatusCode}");
    }

    /// <summary>Sends a form that leads on to another page when it is accepted.</summary>
    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public async Task PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        using var response = await SendAsync(request, ct);
        if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"POST gave {(int)response.StatusCode}");
        }
    }

    /// <summary>The fields of the page's main form as a browser would send them.</summary>
    /// <param name="page">The page's markup.</param>
    /// <param name="holding">A selector of something in the form.</param>
    public static IDictionary<string, string> Form(string page, string holding)
    {
        var form = new HtmlParser().ParseDocument(page).QuerySelectorAll("form").First(f => f.QuerySelector(holding) is not null);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Where(i => i.Type is not ("submit" or "radio" or "checkbox" or "file") || i.IsChecked))
        {
            fields[input.Name!] = input.Value;
        }

        foreach (var text in form.QuerySelectorAll("textarea[name]").OfType<IHtmlTextAreaElement>())
        {
            fields[text.Name!] = text.Value;
        }

        return fields;
    }

    /// <summary>Sends a request with what the browser has of cookies, and keeps those it is given.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        if (_cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        var response = await http.SendAsync(request, completion, ct);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(s => s.Split(';')[0].Split('=', 2)))
            {
                _cookies[cookie[0]] = cookie[1];
            }
        }

        return response;
    }
}
