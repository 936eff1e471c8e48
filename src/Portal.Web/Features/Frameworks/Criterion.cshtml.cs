using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Frameworks;
using Portal.Web.Frameworks;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks;

/// <summary>One criterion: what it says, what usually shows it, and what the grades mean in its judgement.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CriterionModel(FrameworkLibrary library) : PortalPage
{
    [FromRoute(Name = "code")]
    public string Code { get; init; } = "";

    [FromRoute(Name = "version")]
    public int Version { get; init; }

    [FromRoute(Name = "id")]
    public string CriterionId { get; init; } = "";

    public Framework Framework { get; private set; } = null!;

    public JudgementArea Judgement { get; private set; } = null!;

    public Criterion Criterion { get; private set; } = null!;

    public Criterion? Previous { get; private set; }

    public Criterion? Next { get; private set; }

    /// <summary>The lists of Annex A that bear on it.</summary>
    public IReadOnlyList<AnnexAListReference> Lists { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Framework = await library.GetAsync(Code, Version, ct);
        var all = Framework.Criteria.ToList();
        var place = all.FindIndex(c => string.Equals(c.Id, CriterionId, StringComparison.Ordinal));
        if (place < 0)
        {
            return NotFound();
        }

        Criterion = all[place];
        Judgement = Framework.JudgementOf(CriterionId);
        Previous = place > 0 ? all[place - 1] : null;
        Next = place + 1 < all.Count ? all[place + 1] : null;
        Lists = [.. Framework.AnnexALists.Where(l => Criterion.AnnexALists.Contains(l.Number))];
        return null;
    }
}
