using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>What a partner without an account is asked for, and how far it is.</summary>
[Authorize(Policies.Guest)]
public sealed class IndexModel(PortalDbContext db, AssessmentReader reader, CurrentPerson me) : PortalPage
{
    public GuestPart Part { get; private set; } = null!;

    public IReadOnlyDictionary<string, AnswerText> Answers { get; private set; } = new Dictionary<string, AnswerText>();

    public DateTime OpenUntil { get; private set; }

    public void OnGet()
    {
    }

    public string StateOf(string criterion) => Answers.GetValueOrDefault(criterion) switch
    {
        null => "Not started",
        { IsComplete: true } => "Answered",
        _ => "In progress",
    };

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Part = await GuestPart.LoadAsync(db, reader, me, ct);
        OpenUntil = me.Guest!.UsedAt!.Value + PartnerLink.SessionLasts;
        var (id, mine) = (Part.Shown.Id, Part.Criteria.Select(c => c.Id).ToList());
        Answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == id && mine.Contains(a.CriterionId)).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        return null;
    }
}
