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

/// <summary>The second person's decision on a disposal: approve or refuse with a reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DecideModel(PortalDbContext db, DecideDisposal decide, RetentionFacts facts, RetentionPosts posts, CurrentPerson me) : ConfirmedPage<DecideModel.Form>
{
    public const string Approve = "approve";

    public const string Refuse = "refuse";

    [FromRoute]
    public Id<Disposal> Id { get; set; }

    public Disposal Of { get; private set; } = null!;

    /// <summary>Items that must be kept by now, with why.</summary>
    public IReadOnlyList<JudgedItem> Kept { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct)
    {
        Of.RequireDecision(me.Person);
        return Input.Decision == Approve && Kept.Count > 0
            ? throw new RuleBroken("retention.must-be-kept", "Something of it must be kept by now, so it cannot be approved. Refuse it, and propose the rest anew.", "Decision")
            : Task.CompletedTask;
    }

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        if (Input.Decision == Approve)
        {
            await decide.ApproveAsync(Id, Input.Reason, ct);
            Notice("Approved. The items are disposed of; their contents leave the store in the background, and this certificate stays.");
        }
        else
        {
            await decide.RefuseAsync(Id, Input.Reason, ct);
            Notice("Refused. Everything stays where it was.");
        }

        return Go("Disposal", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Of = await db.Set<Disposal>().AsNoTracking().Include(d => d.Items).Where(d => d.Id == Id).FirstOr404Async(ct);
        posts.ToDecide(Of.BodyId);
        if (Of.State != DisposalState.Proposed || Of.ProposedBy == me.Id)
        {
            return HttpMethods.IsGet(Request.Method) ? Go("Disposal", new { id = Id }) : null; // What is sent nevertheless is refused by the rule, in its words.
        }

        var now = await facts.OfAsync(Of.BodyId, [.. Of.Items.Select(i => i.EvidenceItemId)], ct);
        Kept = [.. now.Select(j => j with { Finding = Of.Now(j.Item.Id, j.Item.FileVersion, j.Finding) }).Where(j => !j.Finding.MayGo)];
        return null;
    }

    public sealed record Form
    {
        public string? Decision { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Decision).Must(d => d is Approve or Refuse).WithMessage("Choose whether you approve it");
            RuleFor(f => f.Reason).Reasoned("Say why you decide so");
        }
    }
}
