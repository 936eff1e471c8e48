using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The form as it stands, one area of it, or the blank form: to be printed from the browser on A4.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PrintModel(AssessmentReader reader, SelfAssessmentComposer composer, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>Prints this judgement with its criteria only.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; set; }

    /// <summary>Prints the questions with room to write.</summary>
    [FromQuery(Name = "blank")]
    public bool Blank { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public SelfAssessmentDocument Document { get; private set; } = null!;

    public AnswerQuestions Asked => Document.Framework.Questions ?? AnswerQuestions.Usual;

    public DateOnly Today => clock.Today();

    public void OnGet()
    {
    }

    /// <summary>Title of the evidence with this number.</summary>
    public string EvidenceTitle(int number) => Document.Evidence.First(e => e.Number == number).Title;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Area is not null && Shown.Framework.FindJudgement(Area) is null)
        {
            return NotFound();
        }

        var whole = await composer.ComposeAsync(Shown.Assessment, Shown.Framework, 0, ct);
        Document = whole.Only((code, criterion) => (Area is null || code == Area) && Shown.MayRead(code, criterion));
        return null;
    }
}
