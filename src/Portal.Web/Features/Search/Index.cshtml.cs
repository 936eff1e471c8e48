using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Searching;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Search;

/// <summary>One search over everything that the present person may see.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(Finder finder, Results results, AccessScope scope) : PortalPage
{
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; set; }

    [FromQuery(Name = "what")]
    public FoundWhat? What { get; set; }

    [FromQuery(Name = "kind")]
    public EvidenceKind? Kind { get; set; }

    [FromQuery(Name = "judgement")]
    public string? Judgement { get; set; }

    [FromQuery(Name = "year")]
    public int? Year { get; set; }

    [FromQuery(Name = "sort")]
    public FoundOrder Order { get; set; }

    public SearchQuery Query { get; private set; } = null!;

    public IReadOnlyList<ShownResult> Shown { get; private set; } = [];

    public PlaceInList Place { get; private set; } = new(0, 1, PlaceInList.Sizes[0]);

    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    public bool AreMore { get; private set; }

    public FoundFilter Filter => new(Body, What, Kind, Judgement, Year);

    /// <summary>This search with one choice taken, or given up.</summary>
    public string Address(string? name, string? value)
    {
        var query = new QueryBuilder { { "q", Text ?? "" } };
        foreach (var (key, chosen) in new[]
                 {
                     ("body", Body?.ToString()), ("what", What?.ToString()), ("kind", Kind?.ToString()), ("judgement", Judgement),
                     ("year", Year?.ToString(CultureInfo.InvariantCulture)), ("sort", Order == FoundOrder.Best ? null : Order.ToString()),
                 })
        {
            if ((key == name ? value : chosen) is { Length: > 0 } kept)
            {
                query.Add(key, kept);
            }
        }

        return $"{Url.Page("Index")}{query}";
    }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || (Body is { } of && !scope.BodyIds.Contains(of)))
        {
            return NotFound();
        }

        Query = SearchQuery.Of(Text);
        if (Query.Root is not { } wanted)
        {
            return null;
        }

        var findings = await finder.FindAsync(wanted, ct);
        AreMore = findings.AreMore;
        var names = await results.NamesAsync(findings.All, ct);
        Facets =
        [
            Counted("what", "What it is", findings.All, f => [(f.What.ToString(), f.What.Words())]),
            Counted("body", "Whose", findings.All, f => f.Body is { } body ? [(body.ToString(), names.GetValueOrDefault(body) ?? "")] : []),
            Counted("kind", "Kind of evidence", findings.All, f => f.Kind is { } kind ? [(kind.ToString(), kind.Words())] : []),
            Counted("judgement", "Judgement", findings.All, f => f.Judgements),
            Counted("year", "Year", findings.All, f => f.Day is { } day ? [($"{day.Year}", $"{day.Year}")] : []),
        ];
        var chosen = findings.All.Where(f => Filter.Lets(f));
        var ordered = (Order == FoundOrder.Newest
            ? chosen.OrderByDescending(f => f.Day)
            : chosen.OrderByDescending(f => f.InTitle).ThenByDescending(f => f.Pages).ThenByDescending(f => f.Day)).ThenBy(f => f.What).ThenBy(f => f.Place, StringComparer.Ordinal).ThenBy(f => f.Subject).ToList();
        Place = PlaceInList.Asked(ordered.Count, Request.Query["page"], Request.Query["size"]);
        Shown = await results.ShowAsync([.. ordered.Skip(Place.First - 1).Take(Place.Size)], wanted, Text!,
            (page, values, fragment) => Url.Page(page, null, values, null, null, fragment), ct);
        return null;
    }

    private Facet Counted(string name, string title, IReadOnlyList<Found> all, Func<Found, IEnumerable<(string Value, string Label)>> values)
    {
        var chosen = Request.Query[name].ToString();
        return new Facet(name, title,
        [
            .. all.Where(f => Filter.Lets(f, except: name)).SelectMany(f => values(f).Distinct()).GroupBy(v => v.Value, StringComparer.Ordinal)
                .Select(g => new FacetValue(g.Key, g.First().Label, g.Count(), g.Key == chosen))
                .OrderByDescending(v => name == "year" ? v.Value : "").ThenByDescending(v => v.Count).ThenBy(v => v.Label, StringComparer.Ordinal),
        ]);
    }
}
