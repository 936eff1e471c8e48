using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What the people of a body say among themselves about one answer or judgement, thread by thread.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CommentsModel(PortalDbContext db, AssessmentReader reader, Commenting commenting, WriteComment write) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Subject { get; set; } = "";

    [BindProperty]
    public CommentForm Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public CommentSubject About { get; private set; } = null!;

    public PageOf<Row> Threads { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new CommentForm.Validator()))
        {
            return Invalid();
        }

        await write.BeginAsync(Id, Subject, Input.Text, Input.Mentioned(), ct);
        Notice("Your comment is saved. Only people of this board or authority who may read the text see it.");
        return Go("Comments", new { id = Id, subject = About.Code });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (CommentSubject.Find(Shown.Framework, Subject) is not { } about)
        {
            return NotFound();
        }

        commenting.RequireFor(Shown, about);
        About = about;
        var (area, criterion) = (about.Area.Code, about.Criterion?.Id);
        Threads = await db.Comments.Where(c => c.SelfAssessmentId == Id && c.JudgementCode == area && c.CriterionId == criterion && c.ThreadId == null)
            .OrderBy(c => c.ResolvedAt != null).ThenByDescending(c => c.WrittenAt).ThenByDescending(c => c.Id)
            .Select(c => new Row(
                c.Id,
                db.People.Where(p => p.Id == c.WrittenBy).Select(p => p.Name).First(),
                c.WrittenAt,
                c.Text,
                c.EditedAt,
                c.ResolvedAt,
                db.Comments.Count(r => r.ThreadId == c.Id)))
            .ToPageAsync(Request.Query, ct);
        People = CommentForm.Choices(await commenting.OthersAsync(Shown.Assessment, about, ct));
        return null;
    }

    public sealed record Row(Id<Comment> Id, string By, DateTime At, string Text, DateTime? EditedAt, DateTime? ResolvedAt, int Replies);
}
