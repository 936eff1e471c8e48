using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The form as it stands, one area of it, the blank form, or a frozen version: to be printed from the browser on A4.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PrintModel(PortalDbContext db, AssessmentReader reader, SelfAssessmentComposer composer, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>Prints this judgement with its criteria only.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; set; }

    /// <summary>Prints the questions with room to write.</summary>
    [FromQuery(Name = "blank")]
    public bool Blank { get; set; }

    /// <summary>Prints a frozen version by its number, in place of the text as it stands.</summary>
    [FromQuery(Name = "version")]
    public int? Version { get; set; }

    /// <summary>Content hash of the frozen version that is printed; null for the working text.</summary>
    public string? ContentHash { get; private set; }

    public PrintHead Head { get; private set; } = null!;

    public ShownAssessment Shown { get; private set; } = null!;

    public SelfAssessmentDocument Document { get; private set; } = null!;

    public AnswerQuestions Asked => Document.Framework.Questions ?? AnswerQuestions.Usual;

    public void OnGet()
    {
    }

    /// <summary>Title of the evidence with this number.</summary>
    public string EvidenceTitle(int number) => Document.Evidence.First(e => e.Number == number).Title;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Version is { } number)
        {
            return await LoadVersionAsync(number, ct);
        }

        if (Area is not null && Shown.Framework.FindJudgement(Area) is null)
        {
            return NotFound();
        }

        var whole = await composer.ComposeAsync(Shown.Assessment, Shown.Framework, 0, ct);
        Document = whole.Only((code, criterion) => (Area is null || code == Area) && Shown.MayRead(code, criterion));
        Head = Blank ? PrintHead.OfBlankForm(Shown, clock.Today()) : PrintHead.OfWorkingText(Shown, clock.Today());
        return null;
    }

    /// <summary>What was frozen is read by everybody of the body, as on the page of the version.</summary>
    private async Task<IActionResult?> LoadVersionAsync(int number, CancellationToken ct)
    {
        var version = await db.FrozenVersions.Where(v => v.SelfAssessmentId == Id && v.Number == number).Select(v => new { v.Content, v.ContentHash, v.FrozenAt }).FirstOr404Async(ct);
        Document = SelfAssessmentDocument.Parse(version.Content).Only((code, _) => Area is null || code == Area);
        ContentHash = version.ContentHash;
        Head = PrintHead.OfVersion(Shown, number, version.FrozenAt);
        return Document.Judgements.Count == 0 ? NotFound() : null;
    }
}
