using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The stages of a self-assessment, who is waited for, and what has happened, in the words of its process.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ProcessModel(AssessmentReader reader, CaseStories stories) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public CaseStory? Story { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        Story = await stories.OfAsync(Shown.Assessment, null, ct);
        return null;
    }
}
