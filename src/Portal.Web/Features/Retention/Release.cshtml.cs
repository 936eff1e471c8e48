using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Retention;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>Releasing a legal hold: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReleaseModel(PortalDbContext db, KeepEvidence keep, RetentionPosts posts) : ConfirmedPage<ReasonForm>
{
    [FromRoute]
    public Id<LegalHold> Id { get; set; }

    public LegalHold Hold { get; private set; } = null!;

    /// <summary>What is held.</summary>
    public string What { get; private set; } = "";

    public void OnGet()
    {
    }

    protected override IValidator<ReasonForm> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await keep.ReleaseAsync(Id, Input.Reason, ct);
        Notice("The hold was released. What it held is kept for as long as the retention schedule says.");
        return Go("Holds", new { id = Hold.BodyId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Hold = await db.Set<LegalHold>().AsNoTracking().Where(h => h.Id == Id).FirstOr404Async(ct);
        posts.ToKeep(Hold.BodyId);
        What = Hold.EvidenceItemId is { } item
            ? await db.EvidenceItems.Where(e => e.Id == item).Select(e => e.Title).FirstOr404Async(ct)
            : $"All evidence of {await db.Bodies.Where(b => b.Id == Hold.BodyId).Select(b => b.Name).FirstOr404Async(ct)}";
        return null;
    }

    public sealed class Validator : AbstractValidator<ReasonForm>
    {
        public Validator() => RuleFor(f => f.Reason).Reasoned("Say why the hold is released");
    }
}
