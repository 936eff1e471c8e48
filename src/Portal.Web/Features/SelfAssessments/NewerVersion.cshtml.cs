using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What a newer version of the framework would change for this self-assessment, and moving to it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class NewerVersionModel(PortalDbContext db, AssessmentReader reader, FrameworkLibrary frameworks, MoveToVersion move) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>The version that was shown when it was confirmed.</summary>
    [BindProperty]
    public int To { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>Null where the self-assessment is on the newest version.</summary>
    public Framework? Newer { get; private set; }

    public IReadOnlyList<CriterionChange> Changes { get; private set; } = [];

    public IReadOnlySet<string> Answered { get; private set; } = new HashSet<string>();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Newer?.Version != To)
        {
            throw new RuleBroken("self-assessment.version-not-shown", "This is not the newest version any more. Read what it changes, and decide again.");
        }

        await move.ToAsync(Id, To, ct);
        Notice($"The self-assessment is on version {To} now. What changed under an answer is marked until somebody has looked at it.");
        return Go("Carried", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can move it to a newer version of its framework.");
        Newer = await frameworks.NewerAsync(Shown.Framework.Code, Shown.Framework.Version, ct);
        if (Newer is not null)
        {
            Changes = [.. CriterionChange.Between(Shown.Framework, Newer, await frameworks.DescentAsync(Shown.Framework, Newer, ct)).Where(c => c.Kinds.Count > 0)];
            Answered = (await db.Answers.Where(a => a.SelfAssessmentId == Id).Select(a => a.CriterionId).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        }

        return null;
    }
}
