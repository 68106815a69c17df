-- What callers of the API may do with the tables of 0019. Payments are told by their provider, not by a caller.
-- oldest-binary: 0.1.0

do $$
declare
    one text;
    callers constant text[] := '{catalog.write,store.write,product.write,offer.write,offer.publish,offer.redeem,plan.import,'
                               'sensor.write,user.write,apikey.write,mall.write,event.write,session.own}';
begin
    foreach one in array '{select,insert,delete}'::text[] loop
        call mallctl.guard('mallctl.idempotency', one, callers, 'any');
    end loop;
    foreach one in array '{select,insert,update}'::text[] loop
        call mallctl.guard('mallctl.voucher', one, '{offer.redeem}', 'any');
    end loop;
    call mallctl.guard('mallctl.sensor_reading', 'select', '{sensor.write,report.read}', 'any');
    call mallctl.guard('mallctl.sensor_reading', 'insert', '{sensor.write}');
end
$$;
