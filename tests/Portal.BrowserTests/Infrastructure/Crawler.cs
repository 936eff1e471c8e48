using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>Goes from the home page along every link that one person is shown.</summary>
/// <param name="who">Whose links.</param>
/// <param name="name">Their name, for what is reported.</param>
internal sealed class Crawler(Journey who, string name)
{
    // Beyond this many addresses of one kind its further rows and filters teach nothing new.
    private const int MostOfOneKind = 8;

    private const int MostHops = 5;

    private static readonly HtmlParser Html = new();

    private readonly Queue<(string Address, string From)> _ahead = new([("/", "the start")]);
    private readonly HashSet<string> _known = ["/"];
    private readonly Dictionary<string, int> _ofKind = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    /// <summary>Links that lead nowhere, with the page that shows them.</summary>
    public List<string> Broken { get; } = [];

    /// <summary>Address first visited of each page, by the page's name.</summary>
    public Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of them that are read in the browser, with what they are made of; the others give a file.</summary>
    public IEnumerable<(string Page, string Address, string Shape)> Readable => _shapes.Select(page => (page.Key, Pages[page.Key], page.Value));

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
                    using var document = Html.ParseDocument(await response.TextAsync());
                    _shapes.TryAdd(page, ShapeOf(document.DocumentElement));
                    Read(document, new Uri(response.Url));
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

    private void Read(IHtmlDocument document, Uri address)
    {
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

    /// <summary>Elements with their classes and roles, as they lie in each other; like ones that follow each other, such as the rows of a list, are one.</summary>
    private static string ShapeOf(IElement element)
    {
        var parts = new List<string>();
        foreach (var part in element.Children.Select(ShapeOf))
        {
            if (parts.Count == 0 || parts[^1] != part)
            {
                parts.Add(part);
            }
        }

        return $"{element.LocalName}.{element.ClassName}.{element.GetAttribute("role")}.{element.GetAttribute("type")}({string.Concat(parts)})";
    }

    /// <summary>The page of an address: its folders without the keys of what it is about.</summary>
    private static string KindOf(Uri address) => string.Concat(address.Segments.Where(folder => !folder.Any(char.IsAsciiDigit)));
}
