using Portal.Web.Auditing;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Reviews;

/// <summary>Wires the reviews.</summary>
public static class ReviewsFeature
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddScoped<OwnActs>()
        .AddScoped<ChangeTeam>()
        .AddScoped<OpeningMail>()
        .AddScoped<OfferOpening>();
}
