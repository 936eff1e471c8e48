using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Every text of one answer or judgement that was ever saved or kept aside, newest first.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HistoryModel(PortalDbContext db, AssessmentReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Subject { get; set; } = "";

    public ShownAssessment Shown { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public bool OfJudgement { get; private set; }

    public PageOf<Row> Revisions { get; private set; } = null!;

    public void OnGet()
    {
    }

    /// <summary>The questions and what was said to them.</summary>
    public IEnumerable<(string Question, string Text)> Read(string content)
    {
        if (OfJudgement)
        {
            var judged = JsonSerializer.Deserialize<JudgementText>(content) ?? JudgementText.Empty;
            return
            [
                ("Grade", judged.Grade is { } grade ? Shown.Framework.Grade(grade).Label : "None"),
                ("Why this grade?", judged.Reasons),
                ("What kept it from the grade above?", judged.KeptFromHigher),
                ("What kept it from the grade below?", judged.KeptFromLower),
                ("Whose voice stands behind it?", judged.ChildrensVoice),
            ];
        }

        var answer = JsonSerializer.Deserialize<AnswerText>(content) ?? AnswerText.Empty;
        return
        [
            (Shown.Framework.Questions.Know, answer.Know),
            (Shown.Framework.Questions.HowKnown, answer.HowKnown),
            (Shown.Framework.Questions.Difference, answer.Difference),
            (Shown.Framework.Questions.Next, answer.Next),
            ("How strong is that claim?", answer.Strength?.Words() ?? "Not said"),
            ("Own grade", answer.SelfGrade is { } own ? Shown.Framework.Grade(own).Label : "None"),
        ];
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (CommentSubject.Find(Shown.Framework, Subject) is not { } about)
        {
            return NotFound();
        }

        Shown.RequireReadable(about.Area.Code, about.Criterion?.Id);
        OfJudgement = about.Criterion is null;
        Title = about.Criterion?.Title ?? about.Area.Title;

        Revisions = await db.Revisions.Where(r => r.SelfAssessmentId == Id && r.Subject == Subject)
            .Join(db.People, r => r.WrittenBy, p => p.Id, (r, p) => new { Revision = r, p.Name })
            .OrderByDescending(r => r.Revision.WrittenAt).ThenByDescending(r => r.Revision.Id)
            .Select(r => new Row(r.Name, r.Revision.WrittenAt, r.Revision.KeptAside, r.Revision.Content))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Row(string By, DateTime At, bool KeptAside, string Content);
}
