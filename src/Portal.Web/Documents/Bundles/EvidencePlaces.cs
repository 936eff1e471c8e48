using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Bundles;

/// <summary>On which pages of a bundle its evidence stands.</summary>
/// <param name="items">What became of the evidence, with its places.</param>
/// <param name="linked">Whether the places lead to pages of the same document.</param>
internal sealed partial class EvidencePlaces(IReadOnlyList<BoundItem> items, bool linked)
{
    private readonly Dictionary<int, BoundItem> _items = items.ToDictionary(i => i.Number);

    /// <summary>Whether places lead to pages of the same document.</summary>
    public bool AreLinked => linked;

    /// <summary>Where an item stands; null where nothing of it is bound.</summary>
    public PagePlace? Of(PackEvidence evidence) => Of(evidence.Number, null);

    /// <summary>Where an item stands, or the page of it that the passage names at its beginning, where its own pages were bound.</summary>
    public PagePlace? Of(PackEvidenceLink link) => Of(link.Evidence.Number, link.PageOrPassage);

    /// <summary>Where a place leads; null where it leads nowhere.</summary>
    public string? AddressOf(PagePlace? place) => linked ? place?.Address : null;

    /// <summary>Writes a place into a cell of a table; nothing into it for none.</summary>
    public void Cell(HtmlText html, PagePlace? place)
    {
        html.Markup("<td class=\"place\">");
        Write(html, place);
        html.Markup("</td>");
    }

    /// <summary>Writes a place, with the way to it; nothing for none.</summary>
    public void Write(HtmlText html, PagePlace? place)
    {
        var address = AddressOf(place);
        html.Markup(address is null ? "" : $"<a{HtmlText.Attribute("href", address)}>").Text(place?.ToString() ?? "").Markup(address is null ? "" : "</a>");
    }

    private PagePlace? Of(int number, string? passage)
    {
        if (!_items.TryGetValue(number, out var item) || PagePlace.Read(item.Place) is not { } divider)
        {
            return null;
        }

        var page = item.Fate == BundleFate.AsItIs && NamedPage().Match(passage ?? "") is { Success: true } named
            && int.TryParse(named.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said <= item.Pages ? said : 0;
        return divider with { Number = divider.Number + page };
    }

    [GeneratedRegex(@"^\s*(page|p\.?)\s*(?<number>[1-9][0-9]{0,5})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedPage();
}
