using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>Goes from the home page along every link that one person is shown.</summary>
/// <param name="who">Whose links.</param>
/// <param name="name">Their name, for what is reported.</param>
internal sealed class Crawler(Journey who, string name)
{
    // Beyond this many addresses of one kind its further rows and filters teach nothing new.
    private const int MostOfOneKind = 20;

    private const int MostHops = 5;

    private static readonly HtmlParser Html = new();

    private readonly Queue<(string Address, string From)> _ahead = new([("/", "the start")]);
    private readonly HashSet<string> _known = ["/"];
    private readonly Dictionary<string, int> _ofKind = new(StringComparer.Ordinal);
    private readonly HashSet<string> _readable = new(StringComparer.Ordinal);

    /// <summary>Links that lead nowhere, with the page that shows them.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Address first visited of each page, by the page's name.</summary>
    public Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that are read in the browser; the others give a file.</summary>
    public IEnumerable<KeyValuePair<string, string>> Readable => Pages.Where(page => _readable.Contains(page.Key));

    public async Task RunAsync()
    {
        while (_ahead.TryDequeue(out var next))
        {
            await using var response = await GetAsync(next.Address);
            if (response.Status != 200)
            {
                Broken.Add($"{name}: {next.Address} answers {response.Status}; linked from {next.From}");
                continue;
            }

            // What no page made, such as the dashboard of background work, is not ours to follow.
            if (response.Headers.TryGetValue(PageNames.Header.ToLowerInvariant(), out var page))
            {
                Pages.TryAdd(page, next.Address);
                if (response.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal))
                {
                    _readable.Add(page);
                    Read(await response.TextAsync(), new Uri(response.Url));
                }
            }
        }
    }

    /// <summary>Follows where an address leads on to, and counts the pages that sent it there.</summary>
    private async Task<IAPIResponse> GetAsync(string address)
    {
        var onward = address;
        for (var hops = 0; ; hops++)
        {
            var response = await who.Page.APIRequest.GetAsync(onward, new() { MaxRedirects = 0 });
            if (response.Status is not (301 or 302 or 303 or 307 or 308) || hops == MostHops)
            {
                return response;
            }

            if (response.Headers.TryGetValue(PageNames.Header.ToLowerInvariant(), out var page))
            {
                Pages.TryAdd(page, address);
            }

            onward = new Uri(new Uri(response.Url), response.Headers["location"]).AbsoluteUri;
            await response.DisposeAsync();
        }
    }

    private void Read(string html, Uri address)
    {
        using var document = Html.ParseDocument(html);
        foreach (var link in document.QuerySelectorAll("a[href]"))
        {
            var target = new Uri(address, link.GetAttribute("href"));
            if (target.Fragment.Length > 1 && target.PathAndQuery == address.PathAndQuery && document.GetElementById(target.Fragment[1..]) is null)
            {
                Broken.Add($"{name}: {address.PathAndQuery} has no place {target.Fragment} to which it links");
            }

            if (target.Authority == address.Authority && _known.Add(target.PathAndQuery)
                && (_ofKind[KindOf(target)] = _ofKind.GetValueOrDefault(KindOf(target)) + 1) <= MostOfOneKind)
            {
                _ahead.Enqueue((target.PathAndQuery, address.PathAndQuery));
            }
        }
    }

    /// <summary>The page of an address: its folders without the keys of what it is about.</summary>
    private static string KindOf(Uri address) => string.Concat(address.Segments.Where(folder => !folder.Any(char.IsAsciiDigit)));
}
