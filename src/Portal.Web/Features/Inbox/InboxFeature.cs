namespace Portal.Web.Features.Inbox;

/// <summary>Wires what is done from the inbox.</summary>
public static class InboxFeature
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services.AddScoped<ChaseTasks>().AddScoped<ReassignTasks>();
}
