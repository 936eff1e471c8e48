using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Frameworks;
using Portal.Web.Frameworks;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks;

/// <summary>One version of a framework: its judgements and their criteria, what each grade means, what limits a judgement.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DetailsModel(FrameworkLibrary library) : PortalPage
{
    [FromRoute(Name = "code")]
    public string Code { get; init; } = "";

    [FromRoute(Name = "version")]
    public int Version { get; init; }

    /// <summary>Words that the criteria shown must hold; the whole framework when empty.</summary>
    [FromQuery(Name = "find")]
    public string? Find { get; init; }

    public Framework Framework { get; private set; } = null!;

    public bool IsSearch => !string.IsNullOrWhiteSpace(Find);

    /// <summary>What was found, by judgement.</summary>
    public IReadOnlyList<Found> Results { get; private set; } = [];

    public int ResultCount => Results.Sum(r => r.Criteria.Count);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Framework = await library.GetAsync(Code, Version, ct);
        if (IsSearch)
        {
            Results = [.. Framework.Areas.Select(j => new Found(j, [.. CriterionSearch.In(j.Criteria, Find)])).Where(f => f.Criteria.Count > 0)];
        }

        return null;
    }

    public sealed record Found(JudgementArea Judgement, IReadOnlyList<Criterion> Criteria);
}
