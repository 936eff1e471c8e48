using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>Confirms a return and says what happens next.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReturnedModel(PresentVersion present, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownReturn Mine { get; private set; } = null!;

    public string BodyName { get; private set; } = "";

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await present.FindAsync(Id, null, ct) is not { } version)
        {
            return NotFound();
        }

        if ((await present.ReturnsAsync(Id, ct)).FirstOrDefault(r => r.PersonId == me.Id) is not { } mine)
        {
            return Go("Read", new { Id });
        }

        Mine = mine;
        BodyName = version.Text.Body.Name;
        return null;
    }
}
