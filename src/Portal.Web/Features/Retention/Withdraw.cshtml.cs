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

/// <summary>Taking back one's own proposal before anybody decided on it: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class WithdrawModel(PortalDbContext db, WithdrawDisposal withdraw, RetentionPosts posts, CurrentPerson me) : ConfirmedPage<ReasonForm>
{
    [FromRoute]
    public Id<Disposal> Id { get; set; }

    public Disposal Of { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<ReasonForm> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await withdraw.RunAsync(Id, Input.Reason, ct);
        Notice("Withdrawn. Everything stays where it was.");
        return Go("Disposal", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Of = await db.Set<Disposal>().AsNoTracking().Include(d => d.Items.OrderBy(i => i.Title).ThenBy(i => i.Id)).Where(d => d.Id == Id).FirstOr404Async(ct);
        posts.ToKeep(Of.BodyId);
        return (Of.State != DisposalState.Proposed || Of.ProposedBy != me.Id) && HttpMethods.IsGet(Request.Method)
            ? Go("Disposal", new { id = Id })
            : null; // What is sent nevertheless is refused by the rule, in its words.
    }

    public sealed class Validator : AbstractValidator<ReasonForm>
    {
        public Validator() => RuleFor(f => f.Reason).Reasoned("Say why you withdraw it");
    }
}
