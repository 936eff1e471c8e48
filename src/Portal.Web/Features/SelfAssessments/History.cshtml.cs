using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Every text of one answer or judgement that was ever saved or kept aside, newest first: who changed which field from what to what.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HistoryModel(PortalDbContext db, AssessmentReader reader, AnnexAQuestions questions, SaveAnnexA annexA, RestoreText restore) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Subject { get; set; } = "";

    public ShownAssessment Shown { get; private set; } = null!;

    public string Title { get; private set; } = "";

    public bool OfJudgement { get; private set; }

    /// <summary>The question of Annex A whose answer it is; null for that of a criterion or a judgement.</summary>
    public AnnexAQuestion? Question { get; private set; }

    public bool MayWrite { get; private set; }

    public PlaceInList Place { get; private set; } = null!;

    public IReadOnlyList<KeptChange> Entries { get; private set; } = [];

    public void OnGet()
    {
    }

    /// <summary>Puts one field back to what it was after <paramref name="revision"/>.</summary>
    public async Task<IActionResult> OnPostAsync(Id<Revision> revision, string field, CancellationToken ct)
    {
        await (Question is not null ? restore.AnnexAAsync(Id, Subject, revision, field, ct) : OfJudgement ? restore.JudgementAsync(Id, Subject, revision, field, ct) : restore.AnswerAsync(Id, Subject, revision, field, ct));
        Notice("The earlier words are back. What they replaced is in the history below.");
        return Go("History", new { id = Id, subject = Subject });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (!FindSubject())
        {
            return NotFound();
        }

        var all = db.Revisions.Where(r => r.SelfAssessmentId == Id && r.Subject == Subject).OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id);
        var revisions = await all.Join(db.People, r => r.WrittenBy, p => p.Id, (r, p) => new KeptText(r.Id.Value, p.Name, r.WrittenAt, r.KeptAside, r.Content))
            .ToPageAsync(Request.Query, ct);
        var present = await all.Where(r => !r.KeptAside)
            .OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id).Select(r => r.Content).FirstOrDefaultAsync(ct);
        var before = await all.Skip(revisions.Place.Last).Where(r => !r.KeptAside)
            .OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id).Select(r => r.Content).FirstOrDefaultAsync(ct);
        Place = revisions.Place;
        Entries = TextHistory.Of(revisions.Rows, before, present, Read, MayWrite);
        return null;
    }

    /// <summary>What the history is of, and whether it is for the present person.</summary>
    private bool FindSubject()
    {
        Question = questions.Find(Shown.Framework, Subject);
        if (Question is { } question)
        {
            var mayAnswer = annexA.MayAnswer(Shown, question);
            (Title, MayWrite) = (question.Title, Shown.IsOpen && mayAnswer);
            return mayAnswer || Shown.MayRead(question.Judgement, null);
        }

        if (CommentSubject.Find(Shown.Framework, Subject) is not { } about)
        {
            return false;
        }

        OfJudgement = about.Criterion is null;
        Title = about.Criterion?.Title ?? about.Area.Title;
        MayWrite = Shown.IsOpen && (about.Criterion is { } criterion ? Shown.Share.MayAnswer(about.Area.Code, criterion.Id) : Shown.Share.MayJudge(about.Area.Code));
        return Shown.MayRead(about.Area.Code, about.Criterion?.Id);
    }

    private IReadOnlyList<SaidText> Read(string? content) => Question is { } question
        ? (content is null ? AnnexAText.Empty : JsonSerializer.Deserialize<AnnexAText>(content)!).Read(question)
        : OfJudgement
        ? (content is null ? JudgementText.Empty : JsonSerializer.Deserialize<JudgementText>(content)!).Read(Shown.Framework)
        : (content is null ? AnswerText.Empty : JsonSerializer.Deserialize<AnswerText>(content)!).Read(Shown.Framework);
}
