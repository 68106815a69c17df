-- Synonyms, pins and exclusions are no shopper's to read. Who writes any rows sees them: what they name must stay.
-- oldest-binary: 0.1.0

do $$
declare
    one text;
    writers constant text[] := '{catalog.write,store.write,product.write,offer.write,offer.publish,plan.import,'
                               'sensor.write,user.write,mall.write}';
begin
    foreach one in array '{synonym,pin,exclusion}'::text[] loop
        call mallctl.guard(('mallctl.' || one)::regclass, 'select', writers, 'any');
    end loop;
end
$$;
