using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Two texts of a self-assessment compared, criterion by criterion.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CompareModel(AssessmentReader reader, PositionKeeper positions) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [FromQuery(Name = "from")]
    public string From { get; set; } = PositionKeeper.Today;

    [FromQuery(Name = "to")]
    public string To { get; set; } = PositionKeeper.Today;

    public ShownAssessment Shown { get; private set; } = null!;

    public PositionComparison Comparison { get; private set; } = null!;

    public string FromTitle { get; private set; } = "";

    public string ToTitle { get; private set; } = "";

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        var texts = await positions.OfAsync(Shown.Assessment, ct);
        Comparison = PositionComparison.Of(await positions.ReadAsync(Shown, texts, From, ct), await positions.ReadAsync(Shown, texts, To, ct));
        (FromTitle, ToTitle) = (texts.First(t => t.Name == From).Title, texts.First(t => t.Name == To).Title);
        return null;
    }
}
