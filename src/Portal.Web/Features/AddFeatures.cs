using Portal.Web.Features.Administration;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Inbox;
using Portal.Web.Features.LateAdditions;
using Portal.Web.Features.Matters;
using Portal.Web.Features.Packs;
using Portal.Web.Features.People;
using Portal.Web.Features.Presentations;
using Portal.Web.Features.Retention;
using Portal.Web.Features.Reviews;
using Portal.Web.Features.Search;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Features.SignOff;
using Portal.Web.Writing;

namespace Portal.Web.Features;

/// <summary>Calls the wiring of every feature.</summary>
public static class FeaturesRegistration
{
    public static WebApplicationBuilder AddFeatures(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SaveText>().AddScoped<Presence>().AddScoped<NewerVersions>();
        builder.Services.AddAdministration().AddEvidence().AddInbox().AddLateAdditions().AddMatters().AddPacks(builder.Configuration).AddPeople().AddPresentations().AddReviews().AddSearch().AddSelfAssessments().AddSignOff()
            .AddRetention(builder.Configuration);
        return builder;
    }
}
