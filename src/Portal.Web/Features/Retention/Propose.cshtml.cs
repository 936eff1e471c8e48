using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>Proposing to dispose of chosen items: reason, check, confirm. Another person decides.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ProposeModel(ProposeDisposal propose, RetentionFacts facts, RetentionPosts posts) : ConfirmedPage<ReasonForm>
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    /// <summary>From the report, by the address; from there on they go along with the form.</summary>
    [BindProperty(SupportsGet = true, Name = "item")]
    public IList<Guid> Items { get; set; } = [];

    public string BodyName { get; private set; } = "";

    public IReadOnlyList<JudgedItem> Chosen { get; private set; } = [];

    public bool MayGoOn => Chosen.Count is > 0 and <= Disposal.MostItems && Chosen.All(c => c.Finding.MayGo);

    public void OnGet()
    {
    }

    protected override IValidator<ReasonForm> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => MayGoOn ? Task.CompletedTask : throw new RuleBroken("retention.must-be-kept", Chosen.Count == 0
        ? "Choose at least one item in the report." : "Some of what you chose must be kept at present. The list below says why.");

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        var disposal = await propose.OfAsync(Id, [.. Chosen.Select(c => c.Item.Id)], Input.Reason, ct);
        Notice("The disposal is proposed. Nothing is disposed of unless a second person approves it; those who can were told by mail.");
        return Go("Disposal", new { id = disposal });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid && HttpMethods.IsGet(Request.Method))
        {
            return NotFound();
        }

        BodyName = await posts.KeepBodyAsync(Id, ct);
        var ids = Items.Distinct().Select(i => new Id<EvidenceItem>(i)).ToList();
        Chosen = ids.Count > Disposal.MostItems ? [] : await facts.OfAsync(Id, ids, ct);
        return ids.Count > Disposal.MostItems || Chosen.Count == ids.Count ? null : NotFound();
    }

    public sealed class Validator : AbstractValidator<ReasonForm>
    {
        public Validator() => RuleFor(f => f.Reason).Reasoned("Say why these items are to be disposed of");
    }
}
