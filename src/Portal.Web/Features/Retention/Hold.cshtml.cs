using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>Placing one item under legal hold: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HoldModel(PortalDbContext db, KeepEvidence keep, RetentionPosts posts) : ConfirmedPage<ReasonForm>
{
    private Id<Body> _body;

    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public string Title { get; private set; } = "";

    public void OnGet()
    {
    }

    protected override IValidator<ReasonForm> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await keep.HoldAsync(_body, Id, Input.Reason, ct);
        Notice("The item is under legal hold. It is not disposed of while the hold stands.");
        return RedirectToPage("/Evidence/Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id).FirstOr404Async(ct);
        (_body, Title) = (item.BodyId, item.Title);
        posts.ToKeep(_body);
        return null;
    }

    public sealed class Validator : AbstractValidator<ReasonForm>
    {
        public Validator() => RuleFor(f => f.Reason).Reasoned("Say why it must be kept");
    }
}
