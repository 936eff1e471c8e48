namespace Portal.Web.Jobs;

/// <summary>Which handler does which kind of requested work.</summary>
public sealed record JobKind(string Kind, Type Handler);

/// <summary>Work that comes round by the clock.</summary>
/// <param name="Name">Stable name, such as <c>send-reminders</c>.</param>
/// <param name="Cron">When, as a cron expression in UK time.</param>
/// <param name="Handler">The <see cref="IPortalJob"/> that does it.</param>
public sealed record RecurringJob(string Name, string Cron, Type Handler);

/// <summary>How features name their background work.</summary>
public static class JobRegistrations
{
    /// <summary>Lets <typeparamref name="THandler"/> do the work requested as <paramref name="kind"/>.</summary>
    public static IServiceCollection AddPortalJob<THandler>(this IServiceCollection services, string kind) where THandler : class, IPortalJob =>
        services.AddScoped<THandler>().AddSingleton(new JobKind(kind, typeof(THandler)));

    /// <summary>Runs <typeparamref name="THandler"/> by the clock.</summary>
    public static IServiceCollection AddRecurringJob<THandler>(this IServiceCollection services, string name, string cron) where THandler : class, IPortalJob =>
        services.AddScoped<THandler>().AddSingleton(new RecurringJob(name, cron, typeof(THandler)));
}
