using Portal.Web.Jobs;

namespace Portal.Web.Features.People;

/// <summary>Wires posts, their holders and their deputies.</summary>
public static class PeopleFeature
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddScoped<ChangePost>()
        .AddScoped<ChangeReminders>()
        .AddScoped<SentMail>()
        .AddScoped<HandOverPosts>()
        .AddRecurringJob<HandOverPostsJob>(HandOverPostsJob.Name, "5 * * * *");
}
