using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Shared;

/// <summary>The caveats and dissent of a self-assessment with what was answered, in one statement. While it is written a contributor sees their own.</summary>
public sealed class CaveatsOnRecord(PortalDbContext db, CurrentPerson me) : ViewComponent
{
    /// <summary>More than any board has; it only keeps a page from growing without end.</summary>
    private const int Most = 200;

    /// <param name="assessment">The self-assessment.</param>
    /// <param name="mayAnswer">Whether each leads to the page that answers it.</param>
    /// <param name="empty">What is said where there is none; without it nothing is shown then.</param>
    public async Task<IViewComponentResult> InvokeAsync(Id<SelfAssessment> assessment, bool mayAnswer = false, string? empty = null)
    {
        var person = me.Id;
        var all = me.BodiesReadInFull;
        var caveats = await db.Caveats.AsNoTracking().AsSingleQuery()
            .Where(c => c.SelfAssessmentId == assessment && (c.MadeBy == person || all.Contains(c.BodyId)
                || db.SelfAssessments.Any(a => a.Id == assessment && a.Status != SelfAssessmentStatus.InProgress)))
            .OrderBy(c => c.MadeAt).ThenBy(c => c.Id).Take(Most)
            .Select(c => new Row(
                c.Id, c.Kind, c.CriterionId ?? c.JudgementCode, c.Text, c.MadeByName, c.MadeByPost, c.MadeAt,
                c.Answers.OrderBy(a => a.MadeAt).ThenBy(a => a.Id).Select(a => new Answer(a.Text, a.MadeByName, a.MadeByPost, a.MadeAt)).ToList()))
            .ToListAsync(HttpContext.RequestAborted);
        return caveats.Count == 0 && empty is null ? Content("") : View(new Shown(caveats, mayAnswer, empty));
    }

    /// <summary>What is shown.</summary>
    public sealed record Shown(IReadOnlyList<Row> Caveats, bool MayAnswer, string? Empty);

    /// <summary>One caveat or dissent.</summary>
    /// <param name="Subject">The criterion's id or the judgement's code; null for the whole.</param>
    public sealed record Row(Id<Caveat> Id, CaveatKind Kind, string? Subject, string Text, string By, string Post, DateTime At, IReadOnlyList<Answer> Answers);

    /// <summary>What was answered.</summary>
    public sealed record Answer(string Text, string By, string Post, DateTime At);
}
