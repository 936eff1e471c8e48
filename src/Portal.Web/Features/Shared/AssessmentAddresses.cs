using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.Shared;

/// <summary>The pages of a self-assessment to which other pages lead back.</summary>
internal static class AssessmentAddresses
{
    /// <summary>Where a criterion is answered.</summary>
    public static string? Answer(this IUrlHelper url, Id<SelfAssessment> of, string criterionId) =>
        url.Page("/SelfAssessments/Answer", new { id = of, criterion = criterionId });

    /// <summary>The overview of a self-assessment.</summary>
    public static string? Assessment(this IUrlHelper url, Id<SelfAssessment> of) => url.Page("/SelfAssessments/Overview", new { id = of });
}
