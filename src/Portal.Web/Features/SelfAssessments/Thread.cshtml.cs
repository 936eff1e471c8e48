using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>One thread of comments: its answers, and whether it is settled.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ThreadModel(PortalDbContext db, AssessmentReader reader, Commenting commenting, WriteComment write, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Comment> Id { get; set; }

    [BindProperty]
    public CommentForm Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public CommentSubject About { get; private set; } = null!;

    public Said First { get; private set; } = null!;

    public (string By, DateTime At)? Resolved { get; private set; }

    public PageOf<Said> Replies { get; private set; } = null!;

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

        await write.ReplyAsync(Id, Input.Text, Input.Mentioned(), ct);
        Notice("Your answer is saved.");
        return Go("Thread", new { id = Id });
    }

    public Task<IActionResult> OnPostResolveAsync(CancellationToken ct) => SettleAsync(true, "The thread is resolved. It can be taken up again at any time.", ct);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken ct) => SettleAsync(false, "The thread is open again.", ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var first = await db.Comments.AsNoTracking().Where(c => c.Id == Id).FirstOr404Async(ct);
        Shown = await reader.ShowAsync(first.SelfAssessmentId, ct);
        if (first.ThreadId is { } thread)
        {
            return Go("Thread", new { id = thread });
        }

        About = CommentSubject.Find(Shown.Framework, first.CriterionId ?? first.JudgementCode) ?? throw new NotFound();
        commenting.RequireFor(Shown, About);
        var said = db.Comments.AsSplitQuery().Where(c => c.Id == Id || c.ThreadId == Id);
        First = await Read(said.Where(c => c.Id == Id)).SingleAsync(ct);
        Replies = await Read(said.Where(c => c.ThreadId == Id).OrderBy(c => c.WrittenAt).ThenBy(c => c.Id)).ToPageAsync(Request.Query, ct);
        if (first.ResolvedAt is { } at)
        {
            Resolved = (await db.People.Where(p => p.Id == first.ResolvedBy).Select(p => p.Name).SingleAsync(ct), at);
        }

        People = CommentForm.Choices(await commenting.OthersAsync(Shown.Assessment, About, ct));
        return null;
    }

    private IQueryable<Said> Read(IQueryable<Comment> comments)
    {
        var person = me.Id;
        return comments.Select(c => new Said(
            c.Id,
            db.People.Where(p => p.Id == c.WrittenBy).Select(p => p.Name).First(),
            c.WrittenAt,
            c.Text,
            c.EditedAt,
            c.WrittenBy == person,
            c.Former.OrderBy(f => f.Since).Select(f => new Former(f.Since, f.Text)).ToList()));
    }

    private async Task<IActionResult> SettleAsync(bool resolved, string notice, CancellationToken ct)
    {
        await write.SettleAsync(Id, resolved, ct);
        Notice(notice);
        return Go("Thread", new { id = Id });
    }

    /// <summary>One comment of the thread.</summary>
    public sealed record Said(Id<Comment> Id, string By, DateTime At, string Text, DateTime? EditedAt, bool IsMine, IReadOnlyList<Former> Former);

    /// <summary>What it said before.</summary>
    public sealed record Former(DateTime Since, string Text);
}
