using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>Placing all evidence of a body under legal hold: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HoldAllModel(KeepEvidence keep, RetentionPosts posts) : ConfirmedPage<ReasonForm>
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public void OnGet()
    {
    }

    protected override IValidator<ReasonForm> Rules => new HoldModel.Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await keep.HoldAsync(Id, null, Input.Reason, ct);
        Notice("All evidence is under legal hold. Nothing is disposed of while the hold stands.");
        return Go("Holds", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await posts.KeepBodyAsync(Id, ct);
        return null;
    }
}
