using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Changing an own comment; what it said before stays to be read.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class EditCommentModel(PortalDbContext db, AssessmentReader reader, Commenting commenting, WriteComment write, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Comment> Id { get; set; }

    [BindProperty]
    public CommentForm Input { get; set; } = new();

    public string Present { get; private set; } = "";

    /// <summary>The first comment of its thread.</summary>
    public Id<Comment> Thread { get; private set; }

    public void OnGet() => Input = new CommentForm { Text = Present };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new CommentForm.Validator()))
        {
            return Invalid();
        }

        await write.EditAsync(Id, Input.Text, ct);
        Notice("Your comment is changed. What it said before can still be read.");
        return Go("Thread", new { id = Thread });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var comment = await db.Comments.AsNoTracking().Where(c => c.Id == Id).FirstOr404Async(ct);
        var shown = await reader.ShowAsync(comment.SelfAssessmentId, ct);
        commenting.RequireFor(shown, CommentSubject.Find(shown.Framework, comment.CriterionId ?? comment.JudgementCode) ?? throw new NotFound());
        CurrentPerson.Require(comment.WrittenBy == me.Id, "Only whoever wrote a comment can edit it.");
        (Thread, Present) = (comment.ThreadId ?? comment.Id, comment.Text);
        return null;
    }
}
